import { sniffImage } from './sniff.ts'

/** Says what an image is. Runs in the worker pool. */
export const sniffWork = ({ bytes, name }: { bytes: Uint8Array; name: string }) => sniffImage(bytes, name)
