/** Finds a QR code in a picture: a frame of the camera, a photograph, a screenshot. */
import jsQR from 'jsqr'

/** Longest side that is looked at, pixels: enough for 97 modules, quick enough for a cheap phone. */
const longest = 1000

/** The reader guesses the size of a module, and with a dense code it may guess wrong: another size of the same picture helps. */
const sizes = [1, 1.25, 0.95, 0.85, 1.5, 1.1] as const

function readAt(picture: CanvasImageSource, width: number, height: number, scale: number): string | undefined {
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return undefined
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  return jsQR(data, canvas.width, canvas.height)?.data || undefined
}

/** The text of the QR code in a frame, or nothing; `turn` counts the frames, each is looked at in another size. */
export function readFrame(picture: CanvasImageSource, width: number, height: number, turn: number): string | undefined {
  if (width === 0 || height === 0) return undefined
  const fitting = Math.min(1, longest / Math.max(width, height))
  return readAt(picture, width, height, fitting * sizes[turn % sizes.length]!)
}

/** The same for a file that was chosen or pasted, in every size until one is read. */
export async function readPictureFile(file: Blob): Promise<string | undefined> {
  const bitmap = await createImageBitmap(file)
  try {
    for (const turn of sizes.keys()) {
      const text = readFrame(bitmap, bitmap.width, bitmap.height, turn)
      if (text) return text
    }
    return undefined
  } finally {
    bitmap.close()
  }
}
