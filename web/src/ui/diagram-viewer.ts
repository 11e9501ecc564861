/** The drawing program of bpmn.io with its style, in a file of its own so that it is fetched alone. Its watermark stays visible. */
import 'bpmn-js/dist/assets/diagram-js.css'
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer'

export default NavigatedViewer
