/** Signed and sealed documents: PDF with PAdES, OFD with seals after GB/T 38540, certificates; made and checked. */
export {
  type Certificate,
  type CertificateWish,
  isIssuedBy,
  makeAuthority,
  makeCertificate,
  readCertificate,
  type Subject,
} from './certificate.ts'
export { checkSignedData, makeSignedData, type SignatureFinding } from './cms.ts'
export { checkOfd, type OfdFinding, openOfd } from './ofd-check.ts'
export { type Stamp, sealOfd } from './ofd-sign.ts'
export { type OfdParts, type OfdWish, ofdParts, packOfd, pageIdOf } from './ofd-write.ts'
export { checkPdf, type DocumentFinding, type DocumentSignature } from './pdf-check.ts'
export { isActive, openPdf, type PdfFile, pagesOf } from './pdf-file.ts'
export { type Mark, type PdfSignatureWish, signPdf } from './pdf-sign.ts'
export { PdfFault } from './pdf-values.ts'
export { type ProblemCode, problemSentences, type Sentence } from './problems.ts'
export { makeSeal, type SealWish } from './ses.ts'
export {
  type Colour,
  circle,
  type PathItem,
  type PathStep,
  type Picture,
  pictureOperators,
  pictureSvg,
  placed,
  rectangle,
  type Sheet,
  type TextItem,
} from './sheet.ts'
export { algorithmName, allAlgorithms, type DocumentAlgorithm, type DocumentSigner } from './suites.ts'
