/** A QR code as a drawing that stays sharp at any size: black on white in the dark look too, with its quiet zone. */
import QRCode from 'qrcode'
import { useMemo } from 'react'

/** Pixels: a code of few modules is drawn larger, to be read from an arm's length. */
const smallest = 260

/** `address` is followed by `digits`, which are stored at three and a third bits each. */
export function QrCode({
  address,
  digits = '',
  label,
}: {
  readonly address: string
  readonly digits?: string
  readonly label: string
}) {
  const { path, size } = useMemo(() => {
    const segments = [
      { data: new TextEncoder().encode(address), mode: 'byte' as const },
      ...(digits ? [{ data: digits, mode: 'numeric' as const }] : []),
    ]
    const { modules } = QRCode.create(segments as never, { errorCorrectionLevel: 'L' })
    let drawn = ''
    for (let y = 0; y < modules.size; y++)
      for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) drawn += `M${x + 4} ${y + 4}h1v1h-1z`
    return { path: drawn, size: modules.size + 8 }
  }, [address, digits])
  return (
    <svg
      className="qr-code"
      style={{ maxWidth: Math.max(size * 4, smallest) }}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
