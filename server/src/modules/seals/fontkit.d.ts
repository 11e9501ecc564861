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
  export interface Font {
    readonly unitsPerEm: number
    glyphForCodePoint(codePoint: number): Glyph
  }
  export function create(bytes: Buffer): Font
}
