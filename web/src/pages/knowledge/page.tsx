/** The knowledge base for everybody: search, and one article. */
import './knowledge.css'
import { useParams } from 'react-router'
import { PageBody } from '../../ui/page.tsx'
import { ArticleView } from './article.tsx'
import { FindArticles } from './find-articles.tsx'

export function Page() {
  const { article } = useParams()
  return <PageBody narrow>{article ? <ArticleView key={article} id={article} /> : <FindArticles />}</PageBody>
}
