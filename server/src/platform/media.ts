/** Bodies and answers that are no JSON of ours, by their media types: what the API description says of them. */
import { type TSchema, Type } from 'typebox'

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Sheets as they are handed in and given out. */
export const sheets = ['text/csv', xlsxType]

/** The two forms of a paper. */
export const papers = ['application/pdf', 'application/ofd']

/** Bytes in one of these forms: a body is then given to its route as it came. */
export const media = (...types: readonly string[]) => Type.Unsafe<Buffer>({ 'x-media': types })

/** The media types of a schema that `media` made. */
export function mediaTypesOf(schema: TSchema | undefined): readonly string[] | undefined {
  return (schema as { readonly 'x-media'?: readonly string[] } | undefined)?.['x-media']
}

/** Whether an answer in this form is read by people as it stands. */
export const isText = (mediaType: string) => /^(text|message)\/|([+/]xml|json|jwt|pem-file|urlencoded)$/.test(mediaType)
