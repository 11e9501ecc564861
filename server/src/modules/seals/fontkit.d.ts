/** What is used of fontkit (kept by its makers without types): glyphs of a font with their outlines. */
declare module 'fontkit' {
  export interface Command {
    readonly command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath'
    readonly args: readonly number[]
  }
  export interface Glyph {
    readonly advanceWidth: number
    readonly path: { readonly commands: readonly Command[] }
  }
  /** Glyphs that are put into a font of their own; each is given its number there. */
  export interface Subset {
    includeGlyph(glyph: Glyph): number
    encode(): Uint8Array
  }
  export interface Font {
    readonly unitsPerEm: number
    createSubset(): Subset
    glyphForCodePoint(codePoint: number): Glyph
    hasGlyphForCodePoint(codePoint: number): boolean
  }
  export function create(bytes: Buffer): Font
}
