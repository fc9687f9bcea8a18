/** One small list in each way that people write them: what the tests of export edit. */
export const README_STYLES: Record<string, string> = {
  'paragraphs with notes': `# Awesome Papers

# Papers

## Training

Wei, J., Bosma, M., ... & Le, Q. V. [**Finetuned language models are zero-shot learners**](https://arxiv.org/abs/2109.01652) ICLR (2022)
<details>
  <summary>Notes</summary>

- They show that *instruction tuning* works
- $x^2$
</details>

Brown, T., & Amodei, D. [**Language models are few-shot learners**](https://arxiv.org/abs/2005.14165) NeurIPS (2020)

## Hardware

Zhao, Y., Gu, A., & Li, S. [**Pytorch fsdp: experiences**](https://arxiv.org/pdf/2304.11277) arXiv (2023)
`,
  'bullets with typed links': `# Agents

Some words first.

## Planning

- [Tree of Thoughts: Deliberate Problem Solving](https://arxiv.org/abs/2305.10601), Yao et al., NeurIPS 2023 | [github](https://github.com/ysymyth/tot)
- [ReAct: Synergizing Reasoning and Acting](https://arxiv.org/abs/2210.03629), Yao et al., ICLR 2023 | [github](https://github.com/ysymyth/ReAct) | [project](https://react-lm.github.io)
- [Plan-and-Solve Prompting](https://arxiv.org/abs/2305.04091), Wang et al., ACL 2023

## Memory

- [Generative Agents: Interactive Simulacra](https://arxiv.org/abs/2304.03442), Park et al., UIST 2023 | [github](https://github.com/joonspk-research/generative_agents)
`,
  'bold titles beside bracketed links': `# Reading
Survey
------
* **Deep Residual Learning for Image Recognition** (2016), K. He et al. [[pdf]](https://arxiv.org/pdf/1512.03385)
* **Batch Normalization: Accelerating Deep Network Training** (2015), S. Ioffe et al. [[pdf]](https://arxiv.org/pdf/1502.03167)

Speech
------
* **WaveNet: A Generative Model for Raw Audio** (2016), A. Oord et al. [[pdf]](https://arxiv.org/pdf/1609.03499)
* **Attention-Based Models for Speech Recognition** (2015), J. Chorowski et al. [[pdf]](https://arxiv.org/pdf/1506.07503)
`,
  'a numbered list of two lines each': `# Chains

1. **Chain of Thought Prompting Elicits Reasoning.**

    *Jason Wei, Xuezhi Wang, Dale Schuurmans* [[pdf](https://arxiv.org/abs/2201.11903)] 2022.1

2. **Self-Consistency Improves Chain of Thought.**

    *Xuezhi Wang, Jason Wei* [[pdf](https://arxiv.org/abs/2203.11171)], [[code](https://github.com/a/sc)] 2022.3
`,
  tables: `# Hallucination

## Papers

|  Title  |   Venue  |   Date   |   Code   |
|:--------|:--------:|:--------:|:--------:|
| [**MOCHa: Mitigating Caption Hallucinations**](https://arxiv.org/pdf/2312.03631.pdf) | arXiv | 2023-12-06 | [Github](https://github.com/assafbk/mocha_code) |
| [**Woodpecker: Hallucination Correction**](https://arxiv.org/pdf/2310.16045.pdf) | ACL | 2023-10-24 | [Github](https://github.com/BradyFU/Woodpecker) |

Words after the table.
`,
}
