/**
 * A machine for bitmaps: and, or, not and count over rows of bits, 128 bits at a time. It is WebAssembly with SIMD,
 * written out here by its opcodes, because JavaScript has no instruction that counts bits and none that takes more than
 * 32 of them. Its program is data in its own memory. Source: WebAssembly Core 2.0, 5.4 (binary format of instructions).
 */

/** What an instruction does with its operands; a count adds the ones of the conjunction, within a mask, to a counter. */
export const Op = {
  and2: 0,
  and3: 1,
  and4: 2,
  or2: 3,
  or3: 4,
  or4: 5,
  andNot: 6,
  not: 7,
  count1: 8,
  count2: 9,
  count3: 10,
  count4: 11,
} as const

/** An instruction's words: what, where to, up to four operands, the mask of a count, and one that is not used. */
export const WORDS = 8

/** A machine with its memory; all places are in bytes, a row's length is a multiple of 32. */
export type BitmapMachine = {
  readonly memory: ArrayBuffer
  /** Runs the instructions from one place up to another over rows of so many bytes. */
  readonly run: (from: number, to: number, rowBytes: number) => void
  /** Writes so many words of bits at `to` that say which of the doubles at `values` are less than a bound. */
  readonly less: (values: number, bound: number, to: number, words: number) => void
}

type Code = readonly number[]

/** What is used here of the JavaScript interface, whose types belong to browsers' libraries. */
type Wasm = {
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer }
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown }
}

const PAGE = 65536
let compiled: object | null = null

/** A machine with at least so many bytes of memory, all zero. */
export function openMachine(bytes: number): BitmapMachine {
  const wasm = (globalThis as unknown as { readonly WebAssembly: Wasm }).WebAssembly
  compiled ??= new wasm.Module(Uint8Array.from(machineModule()))
  const memory = new wasm.Memory({ initial: Math.ceil(bytes / PAGE) })
  const { exports } = new wasm.Instance(compiled, { m: { m: memory } })
  const { run, less } = exports as Pick<BitmapMachine, 'run' | 'less'>
  return { memory: memory.buffer, run, less }
}

// Locals of the only function: its parameters, the instruction's operands, the place within a row, the sum of a count.
const [PC, END, ROW, TO, A, B, C, D, MASK, AT, SUM] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const
const OPERANDS = [A, B, C, D] as const

const I32 = 0x7f
const F64 = 0x7c
const V128 = 0x7b
const get = (local: number): Code => [0x20, local]
const set = (local: number): Code => [0x21, local]
const constant = (value: number): Code => [0x41, ...signed(value)]
const plus: Code = [0x6a]
const loadWord = (offset: number): Code => [0x28, 2, ...unsigned(offset)]
const storeWord: Code = [0x36, 2, 0]
const loadVector = (offset: number): Code => [0xfd, 0x00, 4, ...unsigned(offset)]
const storeVector = (offset: number): Code => [0xfd, 0x0b, 4, ...unsigned(offset)]
const vector = { not: [0xfd, 0x4d], and: [0xfd, 0x4e], andNot: [0xfd, 0x4f], or: [0xfd, 0x50] } as const
const onesOfBytes: Code = [0xfd, 0x62]
const addBytes: Code = [0xfd, 0x6e]
const widenBytes: Code = [0xfd, 0x7d]
const widenHalves: Code = [0xfd, 0x7f]
const addWords: Code = [0xfd, 0xae, 0x01]
const lane = (index: number): Code => [0xfd, 0x1b, index]
const zeroVector: Code = [0xfd, 0x0c, ...new Array<number>(16).fill(0)]

function unsigned(value: number): number[] {
  const low = value & 0x7f
  const rest = value >>> 7
  return rest === 0 ? [low] : [low | 0x80, ...unsigned(rest)]
}

function signed(value: number): number[] {
  const low = value & 0x7f
  const rest = value >> 7
  const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)
  return done ? [low] : [low | 0x80, ...signed(rest)]
}

/** The place of a row's current part. */
const place = (row: number): Code => [...get(row), ...get(AT), ...plus]
const part = (row: number, offset: number): Code => [...place(row), ...loadVector(offset)]

/** Repeats for each 32 bytes of a row. */
function overRow(body: Code): Code {
  const loop = [0x03, 0x40]
  const again = [...get(AT), ...constant(32), ...plus, 0x22, AT, ...get(ROW), 0x49, 0x0d, 0]
  return [...loop, ...body, ...again, 0x0b]
}

/** Operands joined by one vector instruction. */
function joined(count: number, instruction: Code, offset: number): Code {
  const [first, ...others] = OPERANDS.slice(0, count)
  return [...part(first as number, offset), ...others.flatMap((row) => [...part(row, offset), ...instruction])]
}

function storing(value: (offset: number) => Code): Code {
  return overRow([0, 16].flatMap((offset) => [...place(TO), ...value(offset), ...storeVector(offset)]))
}

function counting(count: number): Code {
  const ones = (offset: number) => [
    ...joined(count, vector.and, offset),
    ...part(MASK, offset),
    ...vector.and,
    ...onesOfBytes,
  ]
  const sum = [...ones(0), ...ones(16), ...addBytes, ...widenBytes, ...widenHalves]
  const total = [0, 1, 2, 3].flatMap((index) => [...get(SUM), ...lane(index), ...(index === 0 ? [] : plus)])
  return [
    ...zeroVector,
    ...set(SUM),
    ...overRow([...get(SUM), ...sum, ...addWords, ...set(SUM)]),
    ...get(TO),
    ...get(TO),
    ...loadWord(0),
    ...total,
    ...plus,
    ...storeWord,
  ]
}

/** The body of each instruction, in the order of `Op`. */
function bodies(): readonly Code[] {
  return [
    ...[2, 3, 4].map((count) => storing((offset) => joined(count, vector.and, offset))),
    ...[2, 3, 4].map((count) => storing((offset) => joined(count, vector.or, offset))),
    storing((offset) => joined(2, vector.andNot, offset)),
    storing((offset) => [...part(A, offset), ...vector.not]),
    ...[1, 2, 3, 4].map(counting),
  ]
}

/** The loop that takes one instruction after the other. */
function machineBody(): Code {
  const ops = bodies()
  const fields = [TO, A, B, C, D, MASK].flatMap((local, index) => [
    ...get(PC),
    ...loadWord(4 * (index + 1)),
    ...set(local),
  ])
  const table = [0x0e, ...unsigned(ops.length - 1), ...ops.map((_op, index) => index).flatMap(unsigned)]
  const choose = [...get(PC), ...loadWord(0), ...table]
  const cases = ops.flatMap((body, index) => [0x0b, ...body, 0x0c, ...unsigned(ops.length - 1 - index)])
  const blocks = [0, ...ops].flatMap(() => [0x02, 0x40])
  return [
    ...[0x02, 0x40, 0x03, 0x40],
    ...[...get(PC), ...get(END), 0x4f, 0x0d, 1],
    ...fields,
    ...[...constant(0), ...set(AT)],
    ...blocks,
    ...choose,
    ...cases,
    0x0b,
    ...[...get(PC), ...constant(4 * WORDS), ...plus, ...set(PC)],
    ...[0x0c, 0, 0x0b, 0x0b],
  ]
}

/** Of 32 doubles after another, the bits that say which are less than the bound, by two at a time. */
function lessBody(): Code {
  const [values, bound, to, words, bits, bounds] = [0, 1, 2, 3, 4, 5]
  const pair = (index: number): Code => [
    ...get(values),
    ...loadVector(index * 16),
    ...get(bounds),
    ...[0xfd, 0x49, 0xfd, 0xc4, 0x01],
    ...constant(index * 2),
    ...[0x74, ...get(bits), 0x72, ...set(bits)],
  ]
  const forward = (local: number, by: number): Code => [...get(local), ...constant(by), ...plus, ...set(local)]
  return [
    ...[...get(bound), 0xfd, 0x14, ...set(bounds)],
    ...[0x03, 0x40],
    ...[...constant(0), ...set(bits)],
    ...Array.from({ length: 16 }, (_none, index) => pair(index)).flat(),
    ...[...get(to), ...get(bits), ...storeWord],
    ...[...forward(values, 256), ...forward(to, 4)],
    ...[...get(words), ...constant(1), 0x6b, 0x22, words, 0x0d, 0, 0x0b],
  ]
}

/** A function's body with its locals, as the module's last section has it. */
function withLength(locals: Code, body: Code): Code {
  const whole = [...locals, ...body, 0x0b]
  return [...unsigned(whole.length), ...whole]
}

const lettersOf = (word: string): Code => [...word].map((letter) => letter.charCodeAt(0))

function section(id: number, content: Code): Code {
  return [id, ...unsigned(content.length), ...content]
}

/** The whole module: `run` and `less` over a memory that is given to it. */
function machineModule(): Code {
  const run = withLength([2, AT - TO + 1, I32, 1, V128], machineBody())
  const less = withLength([2, 1, I32, 1, V128], lessBody())
  return [
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [2, 0x60, 3, I32, I32, I32, 0, 0x60, 4, I32, F64, I32, I32, 0]),
    ...section(2, [1, 1, 0x6d, 1, 0x6d, 2, 0, 1]),
    ...section(3, [2, 0, 1]),
    ...section(7, [2, 3, ...lettersOf('run'), 0, 0, 4, ...lettersOf('less'), 0, 1]),
    ...section(10, [2, ...run, ...less]),
  ]
}
