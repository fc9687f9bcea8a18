import { describe } from 'vitest'
import { testEveryExperiment } from './every-experiment.fixture.ts'

describe('every experiment in plain JavaScript', () => testEveryExperiment('plain', 300))
