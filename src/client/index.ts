/** The client of a Retort server, for pages and programs. */
export { WaveFormatError } from "#src/arrays/wave.ts";
export type {
  BestResults,
  ChangedDataset,
  DatasetChange,
  DatasetPage,
  FoundSets,
  ListedDataset,
  LoadedDataset,
  SavedSession,
  SavedTag,
  SessionPage,
  SetSearch,
  SyncReport,
  Tag,
  TagPage,
  TagRequest,
  WorkSession,
} from "#src/impedance/datasets/answers.ts";
export type { Job, JobError, JobEvent, JobPage } from "#src/jobs/job.ts";
export { hasEnded, type JobState } from "#src/jobs/state.ts";
export type { Answer, RequestOptions } from "./answer.ts";
export {
  bestResults,
  changeDataset,
  deleteDataset,
  downloadDataset,
  listDatasets,
  loadDataset,
  type PageOptions,
  type Resume,
  searchDataset,
  syncDatasets,
  uploadDataset,
} from "./datasets.ts";
export {
  type CountRequest,
  cancelJob,
  getJob,
  getJobResult,
  type JobFilter,
  listJobs,
  type SeenJobEvent,
  type SubmitOptions,
  submitCount,
  type WatchJobOptions,
  watchJob,
  watchJobs,
} from "./jobs.ts";
export { ConnectionError, type FieldError, ProblemError } from "./problem.ts";
export { getHealth, getSettings, type Health, type Settings } from "./settings.ts";
export { type Spectra, spectra } from "./spectra.ts";
export type { WatchOptions } from "./subscription.ts";
export { type SweepRequest, submitSweep } from "./sweeps.ts";
export {
  createSession,
  deleteSession,
  listSessions,
  listTags,
  putTag,
  removeTag,
  renameSession,
} from "./tags.ts";
export { simulateTunneling, simulateTunnelingNpz, simulateTunnelingRaw } from "./tunneling.ts";
export type { Wave, WaveFrame } from "./wave.ts";
