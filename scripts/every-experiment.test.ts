import { describe } from 'vitest'
import { testEveryExperiment } from './every-experiment.fixture.ts'

describe('every experiment on WebAssembly', () => testEveryExperiment('wasm', 60))
