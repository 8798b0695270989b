// Checks every manifest of this folder against the schemas of Kubernetes and KEDA. Prints one line per object; exit code 1 when one is refused.
import { readdirSync, readFileSync } from 'node:fs'
import { parseAllDocuments } from 'yaml'

const folder = new URL('.', import.meta.url)
const images = new Set()
let refused = 0

for (const file of readdirSync(folder).filter(name => name.endsWith('.yaml') && name !== 'kustomization.yaml').sort()) {
  for (const document of parseAllDocuments(readFileSync(new URL(file, folder), 'utf8'), { strict: true })) {
    try {
      if (document.errors.length > 0) throw document.errors[0]
      const manifest = document.toJS()
      const room = manifest.apiVersion.includes('keda.sh') ? '@kubernetes-models/keda' : 'kubernetes-models'
      const kinds = await import(`${room}/${manifest.apiVersion}/${manifest.kind}`)
      new kinds[manifest.kind](manifest).validate()
      for (const container of manifest.spec?.template?.spec?.containers ?? []) images.add(container.image)
      console.log(`${file}: ${manifest.kind} ${manifest.metadata.name}: ok`)
    } catch (fault) {
      refused++
      console.log(`${file}: ${fault.message}`)
    }
  }
}
if (images.size !== 1) { refused++; console.log(`One image is expected, found: ${[...images].join(', ')}`) }
process.exit(refused === 0 ? 0 : 1)
