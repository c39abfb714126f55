package io.callstream.gateway.prompt;

import io.callstream.gateway.error.CallError;

/** What came of asking a source for a prompt. */
public sealed interface Fetched {
    record Found(PromptTemplate template) implements Fetched {}

    /** The source has no such prompt, or not for this account: it says so itself. */
    record Refused(CallError error) implements Fetched {}

    /** The source could not be asked, or gave no answer that can be used: another time it may. */
    record Failed(CallError error) implements Fetched {}
}
