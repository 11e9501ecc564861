/** A page's card: where it answers, which texts it reads, what it asks the API first. Each folder of pages/ has one. */
export type PageRoute = {
  /** Addresses, `/guide/:code`; a trailing `/*` leaves the rest to the page. */
  readonly paths: readonly string[]
  /** Names of files under texts/zh and texts/en, besides `app`. */
  readonly texts: readonly string[]
  /** Asked while the scripts still load; `$1` is the first parameter of the address. */
  readonly ask?: readonly string[]
  /** `office` pages use the whole width and the small type of staff. */
  readonly look?: 'citizen' | 'office'
  /** Place among the links of the home page to what is public and can be checked; its words are `home:public.<folder>`. */
  readonly public?: number
  /** Place in the menu of staff, for who holds one of these permissions; its word is `app:work.<folder>`. */
  readonly work?: {
    readonly place: number
    readonly permissions: readonly string[]
    /** Who holds this one begins here, wherever it stands in the menu. */
    readonly begins?: string
  }
}
