package io.callstream.gateway.config;

import io.callstream.settings.Section;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names deployments whose entries give them no name. Events, budgets and the state that outlives a reload go by it, so that it is made of
 * what the deployment consists of, and never of its place in the file.
 */
final class DeploymentIds {
    private static final int DIGITS = 16;

    private final Set<String> taken = new HashSet<>();
    private final Map<String, Set<String>> alike = new HashMap<>();

    /**
     * A deployment without a name, or one of each provider that share it.
     *
     * @param given its name, where the entry gives one
     * @param parts hash of what it consists of
     * @param all hash of everything that its entry says
     * @param info what {@code model_info} says
     */
    record Unnamed(
            Section entry,
            Optional<String> given,
            String parts,
            String all,
            Map<String, String> info,
            List<Deployment> deployments) {}

    /** Hears of one that is named later: only when all have been heard is it known which are alike. */
    void hear(Unnamed one) {
        if (one.given().isEmpty()) {
            alike.computeIfAbsent(one.parts(), parts -> new HashSet<>()).add(one.all());
        }
    }

    /** Its name; empty when another deployment has the one that it was given. */
    Optional<String> name(Unnamed one) {
        if (one.given().isPresent()) {
            return one.given().filter(taken::add);
        }
        boolean twins = alike.getOrDefault(one.parts(), Set.of()).size() > 1;
        return Optional.of(free(twins ? digits(one.parts() + "\n" + one.all()) : one.parts()));
    }

    /** Entries that are the same in everything are numbered: whatever one of them has is as good for the other. */
    private String free(String id) {
        String free = id;
        for (int number = 1; !taken.add(free); number++) {
            free = digits(id + "\n" + number);
        }
        return free;
    }

    void take(String id) {
        taken.add(id);
    }

    void giveBack(String id) {
        taken.remove(id);
    }

    /** Of what a deployment consists of: the same over restarts and gateways, as long as the deployment is the same. */
    static String parts(String group, Endpoints.Choice choice, String model) {
        Endpoint endpoint = choice.endpoint();
        String address = endpoint.apiBase().toString();
        return digits(String.join("\n", group, choice.provider().word(), model, address, account(endpoint)));
    }

    private static String account(Endpoint endpoint) {
        ProviderOptions options = endpoint.options();
        return endpoint.apiKey()
                .map(key -> KeyHash.of(key.reveal()).hex())
                .or(() -> options.vertex().map(VertexOptions::project))
                .or(() -> options.aws().map(AwsAccount::owner))
                .orElse("");
    }

    /** Of everything that an entry says, in whatever order. */
    static String all(Section entry) {
        StringBuilder said = new StringBuilder();
        write(entry, said);
        return digits(said.toString());
    }

    private static void write(Section section, StringBuilder said) {
        section.keys().stream().sorted().forEach(key -> {
            said.append(key);
            if (section.isMapping(key)) {
                said.append('{');
                write(section.section(key), said);
                said.append('}');
            } else {
                said.append('=').append(section.json(key).orElse("")).append('\n');
            }
        });
    }

    private static String digits(String text) {
        return KeyHash.of(text).hex().substring(0, DIGITS);
    }
}
