/** A thread of the page that reads lists of ligands: an SDF of thousands takes a while. */
import { answer } from "../../impedance/ranking/asked-worker.ts";
import { readList } from "./reading.ts";

const answers = { read: readList };

/** What the page may ask of it. */
export type ReadingWorker = typeof answers;

answer(answers);
