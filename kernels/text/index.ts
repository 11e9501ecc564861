/** Chinese text: search tokens and ranking, classification, near-duplicates, keywords. */

export { type CandidateOptions, type CandidateQuery, candidateQueries, type Frequency } from './candidates.ts'
export {
  checkReply,
  type FindingId,
  type ReplyAssessment,
  type ReplyFinding,
  type ReplyToCheck,
  replyFeatures,
  replyWeights,
} from './check-reply.ts'
export { classifierBytes, readClassifier } from './classifier-bytes.ts'
export { type Classification, classify, type DecidingWords } from './classify.ts'
export { type HeardMessage, type HotIssue, type HotIssueOptions, hotIssues } from './hot-issues.ts'
export {
  type IndexOptions,
  type IndexToken,
  quoteToken,
  type TokenWeight,
  tokensForIndex,
  tsvectorText,
} from './index-tokens.ts'
export { countWords, type Keyword, type KeywordOptions, keywords, type WordCounts } from './keywords.ts'
export {
  bandKeys,
  estimatedResemblance,
  marksOf,
  type NearPair,
  nearDuplicates,
  resemblance,
  type Signature,
  shinglesOf,
  signatureOf,
} from './near-duplicates.ts'
export { nearness } from './nearness.ts'
export { normalise, type Run, runsOf, type Segmenter, wordsOf } from './normalise.ts'
export { isSyllable, type Reading, readingsOf, soundOf } from './pinyin.ts'
export {
  type FormKind,
  type Query,
  type QueryConcept,
  type QueryForm,
  queryTokens,
  tokensOfQuery,
} from './query-tokens.ts'
export {
  type Corpus,
  corpusOf,
  type RankDocument,
  type Ranked,
  type RankField,
  type RankOptions,
  rank,
} from './rank.ts'
export { type ReplySigns, signsOf } from './reply-signs.ts'
export { makeSynonyms, type Synonyms, type SynonymTable } from './synonyms.ts'
export { type Classifier, type LabelledText, macroF1, type TrainOptions, trainClassifier } from './train-classifier.ts'
