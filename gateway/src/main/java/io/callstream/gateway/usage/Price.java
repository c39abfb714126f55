package io.callstream.gateway.usage;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The price of a model.
 *
 * @param usual what tokens cost in a call that is served as usual
 * @param tiers what they cost in one that is not, as far as that is something else
 * @param units prices of what is no token
 * @param tokens whether tokens have a price
 * @param version which table it comes from
 */
record Price(Ladder usual, Map<ServiceTier, Ladder> tiers, UnitRates units, boolean tokens, String version) {
    private static final long PICO_PER_NANO = 1_000;

    Price {
        tiers = Map.copyOf(tiers);
    }

    /** What a token costs in a call of no special kind. */
    Rates rates() {
        return usual.first();
    }

    /** The cost of a call; null when it has no number of tokens or an absurd one. */
    @Nullable Cost of(Usage usage, Answered answered) {
        if (!tokens || usage.promptTokens() < 0 && usage.completionTokens() < 0) {
            return null;
        }
        try {
            return cost(usage, ladder(answered));
        } catch (ArithmeticException e) {
            return null; // more picodollars than a long holds: no provider means that
        }
    }

    /** The cost of images, seconds and the like; null when there are none that have a price. */
    @Nullable Cost of(Units used) {
        try {
            long output = units.output(used);
            long input = units.input(used);
            long total = Math.addExact(Math.max(0, input), Math.max(0, output));
            return input < 0 && output < 0
                    ? null
                    : new Cost(nano(total), nano(Math.max(0, input)), nano(Math.max(0, output)), 0, version);
        } catch (ArithmeticException e) {
            return null; // more picodollars than a long holds: no provider means that
        }
    }

    private Ladder ladder(Answered answered) {
        String word = tiers.isEmpty() ? null : answered.tier();
        ServiceTier tier = word == null ? ServiceTier.STANDARD : ServiceTier.of(word);
        Ladder own = tiers.get(tier);
        return own == null && tier == ServiceTier.FAST
                ? tiers.getOrDefault(ServiceTier.PRIORITY, usual)
                : own == null ? usual : own;
    }

    private Cost cost(Usage usage, Ladder ladder) {
        long prompt = Math.max(0, usage.promptTokens());
        Rates applied = ladder.ratesFor(prompt);
        long cache = cache(usage, applied, prompt);
        long input = input(usage, applied, prompt);
        long output = output(usage, applied);
        long total = Math.addExact(Math.addExact(input, output), cache);
        return new Cost(nano(total), nano(input), nano(output), nano(cache), version);
    }

    private static long cache(Usage usage, Rates rates, long prompt) {
        long read = part(usage.details().cacheRead(), prompt);
        long created = part(usage.details().cacheCreation(), prompt - read);
        long kept = part(usage.details().others().cacheCreationLong(), created);
        return sum(
                Math.multiplyExact(read, rates.special().cacheRead()),
                Math.multiplyExact(created - kept, rates.special().cacheCreation()),
                Math.multiplyExact(kept, rates.special().others().cacheCreationLong()));
    }

    private static long input(Usage usage, Rates rates, long prompt) {
        long read = part(usage.details().cacheRead(), prompt);
        long created = part(usage.details().cacheCreation(), prompt - read);
        long audio = part(usage.details().promptAudio(), prompt - read - created);
        long image = part(usage.details().others().promptImage(), prompt - read - created - audio);
        return sum(
                Math.multiplyExact(prompt - read - created - audio - image, rates.input()),
                Math.multiplyExact(audio, rates.special().inputAudio()),
                Math.multiplyExact(image, rates.special().others().inputImage()));
    }

    private static long output(Usage usage, Rates rates) {
        long completion = Math.max(0, usage.completionTokens());
        long reasoning = part(usage.details().reasoning(), completion);
        long audio = part(usage.details().completionAudio(), completion - reasoning);
        long image = part(usage.details().others().completionImage(), completion - reasoning - audio);
        return sum(
                Math.multiplyExact(completion - reasoning - audio - image, rates.output()),
                Math.multiplyExact(reasoning, rates.special().reasoning()),
                Math.multiplyExact(audio, rates.special().outputAudio()),
                Math.multiplyExact(image, rates.special().others().outputImage()));
    }

    private static long sum(long... costs) {
        long sum = 0;
        for (long each : costs) {
            sum = Math.addExact(sum, each);
        }
        return sum;
    }

    /** A part of a whole: never negative, never more. */
    private static long part(long count, long whole) {
        return Math.max(0, Math.min(count, whole));
    }

    private static long nano(long pico) {
        return Math.addExact(pico, PICO_PER_NANO / 2) / PICO_PER_NANO;
    }
}
