/** Computes one figure with many rows in a thread of its own, so that whoever is served meanwhile does not wait. */
import { parentPort, workerData } from 'node:worker_threads'
import { computeNow, type FigureInput } from './compute-figure.ts'

parentPort?.postMessage(computeNow(workerData as FigureInput))
