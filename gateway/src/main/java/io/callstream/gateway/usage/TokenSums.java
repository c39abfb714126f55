package io.callstream.gateway.usage;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes one usage of the numbers that a provider reports. A zero says nothing where another name has a number; what is
 * missing follows from the total; and what the total holds beyond prompt and completion is given to whichever the
 * parts show it to belong to. For one usage.
 */
final class TokenSums {
    private final long[] counts = new long[TokenKind.values().length];
    private long prompt;
    private long completion;

    TokenSums() {
        Arrays.fill(counts, Usage.UNKNOWN);
    }

    void note(TokenKind kind, long count) {
        counts[kind.ordinal()] = Math.max(counts[kind.ordinal()], count);
    }

    /** Null when nothing was counted. */
    @Nullable Usage usage() {
        long total = of(TokenKind.TOTAL);
        choose(total);
        addWhatStandsBeside(total);
        explain(total);
        complete(total);
        if (prompt < 0 && completion < 0 && total < 0) {
            return null;
        }
        long sum = known(prompt) + known(completion);
        return new Usage(prompt, completion, Math.max(total, sum), details(), UsageSource.PROVIDER);
    }

    /** OpenAI's names come first, unless only the others make up the total. */
    private void choose(long total) {
        prompt = either(TokenKind.PROMPT, TokenKind.INPUT);
        completion = either(TokenKind.COMPLETION, TokenKind.OUTPUT);
        long input = of(TokenKind.INPUT);
        long output = of(TokenKind.OUTPUT);
        if (total > 0 && input > 0 && output > 0 && prompt + completion != total && input + output == total) {
            prompt = input;
            completion = output;
        }
        if (prompt <= 0 && of(TokenKind.CACHE_MISS) >= 0) {
            prompt = of(TokenKind.CACHE_MISS) + known(of(TokenKind.CACHE_READ));
        }
    }

    /** What is missing, or 0 where it cannot be, follows from the total. */
    private void complete(long total) {
        if (completion <= 0 && prompt > 0 && total > prompt) {
            completion = total - prompt;
        } else if (prompt <= 0 && completion > 0 && total > completion) {
            prompt = total - completion;
        }
    }

    /** Without a total, the names say what is a part of what; a part is never more than the whole. */
    private void addWhatStandsBeside(long total) {
        long beside = known(of(TokenKind.READ_BESIDE)) + known(created(TokenKind.CREATION_BESIDE));
        boolean inOtherWords = of(TokenKind.PROMPT) <= 0 && of(TokenKind.INPUT) >= 0;
        if (prompt >= 0 && (total <= 0 && inOtherWords || beside > prompt && (total <= 0 || inOtherWords))) {
            prompt += beside;
        }
        boolean outside = of(TokenKind.THOUGHTS) > 0 || reasoning() > completion;
        if (total <= 0 && completion >= 0 && outside) {
            completion += known(reasoning());
        }
    }

    /** Where prompt and completion fall short of the total by just what some of their parts are. */
    private void explain(long total) {
        if (prompt < 0 || completion < 0 || total <= prompt + completion) {
            return;
        }
        long missing = total - prompt - completion;
        long thought = known(reasoning());
        for (long asked : besidePrompt()) {
            if (missing == asked) {
                prompt += asked;
                return;
            }
            if (missing == asked + thought) {
                prompt += asked;
                completion += thought;
                return;
            }
        }
    }

    private long[] besidePrompt() {
        long read = known(cacheRead());
        long created = known(cacheCreation());
        long tools = known(of(TokenKind.TOOL_PROMPT));
        return new long[] {0, read + created, read, created, tools};
    }

    private UsageDetails details() {
        return new UsageDetails(
                cacheRead(),
                cacheCreation(),
                reasoning(),
                of(TokenKind.PROMPT_AUDIO),
                of(TokenKind.COMPLETION_AUDIO),
                new UsageDetails.Others(
                        of(TokenKind.CREATION_LONG), of(TokenKind.PROMPT_IMAGE), of(TokenKind.COMPLETION_IMAGE)));
    }

    private long cacheRead() {
        return Math.max(of(TokenKind.CACHE_READ), of(TokenKind.READ_BESIDE));
    }

    private long cacheCreation() {
        return created(TokenKind.CREATION_BESIDE, TokenKind.CACHE_CREATION);
    }

    private long created(TokenKind... kinds) {
        long parts = known(of(TokenKind.CREATION_SHORT)) + known(of(TokenKind.CREATION_LONG));
        long created = parts > 0 ? parts : Usage.UNKNOWN;
        for (TokenKind kind : kinds) {
            created = Math.max(created, of(kind));
        }
        return created;
    }

    private long reasoning() {
        return Math.max(of(TokenKind.REASONING), of(TokenKind.THOUGHTS));
    }

    private long either(TokenKind first, TokenKind second) {
        return of(first) > 0 ? of(first) : Math.max(of(first), of(second));
    }

    private long of(TokenKind kind) {
        return counts[kind.ordinal()];
    }

    private static long known(long count) {
        return Math.max(0, count);
    }
}
