/** The thread that learns: rows in, the model's bytes out. */
import { parentPort, workerData } from 'node:worker_threads'
import { classifierBytes, type LabelledText, trainClassifier } from '@steppe/kernels/text'

parentPort?.postMessage(classifierBytes(trainClassifier(workerData as readonly LabelledText[])))
