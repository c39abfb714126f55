package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.KeyDraft;
import io.callstream.settings.Section;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which of its group's calls a deployment takes.
 *
 * @param weight relative to the others
 * @param rpm requests that it takes in a minute
 * @param tpm tokens that it takes in a minute
 * @param order deployments of a higher one are asked when no other is left
 * @param tags of the calls that it is meant for
 * @param cooldown how long it is left alone after failures
 * @param maxInputTokens longest prompt that its model takes
 */
public record Share(
        Optional<Integer> weight,
        Optional<Long> rpm,
        Optional<Long> tpm,
        int order,
        Set<String> tags,
        Optional<Duration> cooldown,
        Optional<Long> maxInputTokens) {
    static final Key<Optional<Integer>> WEIGHT = Key.integer("weight")
            .min("0")
            .max("1000000")
            .optional()
            .says(
                    "Share of the group's calls, relative to the other deployments, 1 where only others say theirs; by default"
                            + " in proportion to rpm, else to tpm, else all alike.");
    static final Key<Optional<Long>> RPM = limit("rpm")
            .says(
                    "Requests in a minute, of this gateway's, that the deployment takes: beyond them it is asked only when no"
                            + " other is left, and with usage-based routing or enable_pre_call_checks not at all.");
    static final Key<Optional<Long>> TPM = limit("tpm").says("Tokens in a minute; see rpm.");
    static final Key<Optional<Integer>> ORDER = Key.integer("order")
            .min("0")
            .max("1000000")
            .optional()
            .says("Deployments of the lowest order are asked, others when none of those is left; one without is last.");
    static final Key<List<String>> TAGS = Key.texts("tags")
            .byDefault(List.of(), "")
            .says(
                    "Tags of the calls that the deployment is for, with enable_tag_filtering; `default` for those that have"
                            + " none.");
    static final Key<Optional<Duration>> COOLDOWN = Key.duration("cooldown_time")
            .max("24h")
            .optional()
            .says("How long the deployment is left alone after failures; by default router_settings.cooldown_time.");

    /** LiteLLM's {@code model_info} of an entry. */
    static final class OfInfo {
        static final Key<Optional<Long>> MAX_INPUT_TOKENS =
                limit("max_input_tokens").says("Longest prompt that the model takes, for enable_pre_call_checks.");

        private OfInfo() {}
    }

    public Share {
        tags = Set.copyOf(tags);
    }

    /** One of this weight. */
    public static Share of(int weight) {
        return new Share(
                Optional.of(weight),
                Optional.empty(),
                Optional.empty(),
                Integer.MAX_VALUE,
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static KeyDraft.Last<Optional<Long>> limit(String name) {
        return Key.integer(name)
                .min("0")
                .max("2000000000")
                .as(Integer::longValue)
                .optional();
    }

    /** @param entry may say rpm and tpm as well */
    static Share read(Section entry, Section params, Section info) {
        return new Share(
                params.get(WEIGHT),
                params.get(RPM).or(() -> entry.get(RPM)),
                params.get(TPM).or(() -> entry.get(TPM)),
                params.get(ORDER).orElse(Integer.MAX_VALUE),
                Set.copyOf(params.get(TAGS)),
                params.get(COOLDOWN),
                info.get(OfInfo.MAX_INPUT_TOKENS));
    }
}
