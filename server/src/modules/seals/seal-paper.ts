/** A paper that a department seals: made once, kept, and given again as it is; PDF signed and OFD sealed. */
import { createHash, randomBytes } from 'node:crypto'
import {
  type DocumentAlgorithm,
  ofdParts,
  packOfd,
  pageIdOf,
  type Sheet,
  sealOfd,
  signPdf,
} from '@steppe/kernels/documents'
import { leagueOf } from '#cases/case-id'
import type { House } from '#platform/module'
import { isRefusal } from '#platform/refusals'
import { personal } from '#platform/vault'
import type { SealRow } from './find-seals.ts'
import { loadKinds } from './load-kinds.ts'
import { departmentSeal } from './make-seal.ts'
import { printPdf } from './print-pdf.ts'
import { inOneStep, recordAct } from './record-act.ts'
import { markOf } from './sign-round.ts'
import { fontsOf } from './subset-font.ts'
import { gbSealOf, keyOfSeal, pictureOf } from './use-seal.ts'
import type { Place } from './write-document.ts'

export interface PaperWish {
  /** Id of the case or licence, led by its region. */
  readonly subject: string
  /** What kind of paper, unique within the subject: `acceptance`, `decision`, `licence-3`. */
  readonly kind: string
  readonly title: string
  readonly department: string
  readonly sheets: readonly Sheet[]
  readonly place: Place
  /** Why the seal is used. */
  readonly cause: string
}

export interface Paper {
  readonly content: Buffer
  readonly ofd: Buffer
}

/** The paper if it was made before. */
export async function findPaper(house: Pick<House, 'db'>, subject: string, kind: string): Promise<Paper | undefined> {
  const rows = await house.db.ask<Paper>(
    'select p.content, p.ofd from seals.papers p where p.league = $1 and p.subject = $2 and p.kind = $3',
    [leagueOf(subject), subject, kind],
  )
  return rows[0]
}

async function makeFiles(house: House, wish: PaperWish, seal: SealRow, algorithm: DocumentAlgorithm): Promise<Paper> {
  const at = house.clock.now()
  const day = house.clock.today()
  const picture = await pictureOf(house, seal)
  const printed = await printPdf(wish.sheets, wish.title, at)
  const key = await keyOfSeal(house, seal, algorithm)
  const mark = markOf(printed, picture, wish.place)
  const content = await signPdf(printed, { name: seal.name, reason: wish.cause, at, mark }, key.chain, key.signer)
  const parts = ofdParts({
    title: wish.title,
    author: seal.name,
    id: randomBytes(16).toString('hex'),
    day,
    sheets: wish.sheets,
    fonts: fontsOf(wish.sheets),
  })
  const sm2 = await keyOfSeal(house, seal, 'SM2')
  const stamp = {
    page: pageIdOf(wish.sheets, wish.place.page),
    x: wish.place.x,
    y: wish.place.y,
    width: picture.width,
    height: picture.height,
  }
  const sealed = await sealOfd(parts, { seal: await gbSealOf(house, seal, sm2), stamp, at }, sm2.chain[0]!, sm2.signer)
  return { content, ofd: packOfd(sealed) }
}

/** Makes the paper and writes it down together with the use of the seal; who comes second is given what the first made. */
export async function sealPaper(house: House, wish: PaperWish): Promise<Paper> {
  for (let tries = 0; ; tries++) {
    const found = await findPaper(house, wish.subject, wish.kind)
    if (found) return found
    const { algorithm } = await loadKinds(house.site.packs)
    const seal = await departmentSeal(house, wish.department)
    const files = await makeFiles(house, wish, seal, algorithm)
    const sha256 = createHash('sha256').update(files.content).digest('hex')
    const done = await inOneStep(house, async (tx) => {
      await tx.ask(
        'insert into seals.papers (league, subject, kind, sha256, content, ofd, at) values ($1, $2, $3, $4, $5, $6, $7)',
        [
          leagueOf(wish.subject),
          wish.subject,
          wish.kind,
          sha256,
          personal(files.content),
          personal(files.ofd),
          new Date(house.clock.now()),
        ],
      )
      await recordAct(house, tx, seal, {
        kind: 'used',
        account: 'platform',
        by: seal.name,
        cause: wish.cause,
        title: wish.title,
        document: sha256,
        algorithm,
      })
      return files
    })
    if (!isRefusal(done)) return done
    if (tries > 20) throw new Error(`the paper ${wish.kind} of ${wish.subject} could not be written down`)
  }
}
