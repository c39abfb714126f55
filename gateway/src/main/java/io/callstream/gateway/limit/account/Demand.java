package io.callstream.gateway.limit.account;

/**
 * What a call may use at most, as far as that can be said before it.
 *
 * @param promptTokens about
 * @param outputTokens that it asks for at most; negative when it does not say
 * @param price what tokens cost
 */
public record Demand(long promptTokens, long outputTokens, Price price) {
    /** Of a call that is neither counted by tokens nor by cost. */
    public static final Demand NOTHING = new Demand(0, 0, (prompt, output) -> 0);

    /** Completions for which nothing is said are rarely longer. */
    static final long USUAL_OUTPUT = 4_096;

    /** What so many tokens cost, in 10^-9 US dollars. */
    @FunctionalInterface
    public interface Price {
        long nanoUsd(long promptTokens, long outputTokens);
    }

    /** The same at another price. */
    public Demand at(Price other) {
        return new Demand(promptTokens, outputTokens, other);
    }

    /** @param usual longest completion that was seen lately, where the call says nothing */
    long nanoUsd(long usual) {
        return price.nanoUsd(promptTokens, outputTokens < 0 ? usual : outputTokens);
    }

    /** Tokens that are taken of a rate before the call: a completion of unknown length counts when it is there. */
    long tokens() {
        return promptTokens + Math.max(0, outputTokens);
    }
}
