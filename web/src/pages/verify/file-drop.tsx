/** A place to drop a file, which is also a button to choose one. Nothing is kept: the file is read and checked. */
import './verify.css'
import { type DragEvent, useId, useState } from 'react'

export function FileDrop({
  label,
  hint,
  accept,
  onFile,
}: {
  readonly label: string
  readonly hint: string
  /** Kinds of files, as the input has them. */
  readonly accept: string
  readonly onFile: (file: File) => void
}) {
  const id = useId()
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) onFile(file)
  }
  return (
    <label
      htmlFor={id}
      className={over ? 'file-drop over' : 'file-drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span>{label}</span>
      <span className="quiet">{hint}</span>
      <input
        id={id}
        type="file"
        className="visually-hidden"
        accept={accept}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) onFile(file)
          event.target.value = ''
        }}
      />
    </label>
  )
}
