/** The client of a Retort server, for pages and programs. */

export type { Examples } from "#src/affinity/examples.ts";
export type { Contact, PredictionResult } from "#src/affinity/result.ts";
export type {
  Screen,
  ScreenLigand,
  ScreenLigandDetail,
  ScreenLigandPage,
  ScreenLigandState,
  ScreenPage,
  ScreenResult,
} from "#src/affinity/screen.ts";
export type { ScreenLigandItem, ScreenRequest } from "#src/affinity/screen-request.ts";
export type {
  BadLigand,
  Finding,
  GoodLigand,
  LigandDescriptors,
  LigandValidation,
  ProteinValidation,
} from "#src/affinity/validation.ts";
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
export { type JobFile, jobFile, jobFiles } from "./job-files.ts";
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
export {
  examples,
  type PredictRequest,
  type PriorityOptions,
  predict,
  prediction,
  predictNow,
  validateLigand,
  validateProtein,
  type WaitOptions,
} from "./predictions.ts";
export { ConnectionError, type FieldError, ProblemError } from "./problem.ts";
export {
  deleteScreen,
  resumeScreen,
  type ScreenFormat,
  type ScreenJob,
  type ScreenLigandFilter,
  type ScreenPageOptions,
  screen,
  screenLigand,
  screenLigands,
  screenResults,
  screens,
  stopScreen,
  submitScreen,
} from "./screens.ts";
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
