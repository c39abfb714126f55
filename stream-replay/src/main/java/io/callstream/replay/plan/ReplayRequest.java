package io.callstream.replay.plan;

/**
 * What somebody wants delivered again.
 *
 * @param job names the replay
 * @param source where its events come from
 * @param selection which of them
 * @param terms how fast
 * @param consent what it may do all the same
 */
public record ReplayRequest(JobId job, Source source, Selection selection, Terms terms, Consent consent) {
    /**
     * What a replay refuses to do unless it was asked to.
     *
     * @param duplicates whether a destination may get the events that cannot tell repeats apart
     * @param gaps whether events may be missing that are not in the topics any more
     */
    public record Consent(boolean duplicates, boolean gaps) {
        public static final Consent NONE = new Consent(false, false);
    }
}
