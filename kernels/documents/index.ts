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
export { checkPdf, type DocumentFinding, type DocumentSignature } from './pdf-check.ts'
export { isActive, openPdf, type PdfFile, pagesOf } from './pdf-file.ts'
export { type Mark, type PdfSignatureWish, signPdf } from './pdf-sign.ts'
export { PdfFault } from './pdf-values.ts'
export { type ProblemCode, problemSentences, type Sentence } from './problems.ts'
export { algorithmName, allAlgorithms, type DocumentAlgorithm, type DocumentSigner } from './suites.ts'
