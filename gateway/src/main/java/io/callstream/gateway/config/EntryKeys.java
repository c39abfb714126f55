package io.callstream.gateway.config;

import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import java.util.List;

/**
 * Several keys of one entry. Each makes a deployment of its own, so that whatever holds for deployments holds for keys: calls are
 * shared among them, one that is refused or used up rests, and its limits and failures are counted by themselves.
 */
final class EntryKeys {
    private static final int MARK = 8;

    private EntryKeys() {}

    /**
     * What one key makes of an entry.
     *
     * @param mark tells it from the other keys, wherever it stands among them; empty where the entry has no list of keys
     */
    record Account(String mark, List<Endpoints.Choice> choices) {
        /** @param said of the entry */
        String id(String said) {
            return mark.isEmpty() ? said : said + "-" + mark;
        }
    }

    static List<Secret> read(Section params) {
        List<String> keys =
                params.get(Endpoint.API_KEYS).stream().map(String::strip).toList();
        if (!keys.isEmpty() && params.has(Endpoint.API_KEY.name())) {
            params.problem(Endpoint.API_KEYS.name(), "stands beside api_key (keep one of the two)");
        }
        params.missingItems(Endpoint.API_KEYS.name())
                .forEach(why -> params.problem(Endpoint.API_KEYS.name(), "has a key that " + why));
        if (keys.stream().anyMatch(String::isEmpty)) {
            params.problem(Endpoint.API_KEYS.name(), "has an empty key");
        }
        if (keys.stream().distinct().count() < keys.size()) {
            params.problem(Endpoint.API_KEYS.name(), "has a key twice");
        }
        return keys.stream().filter(key -> !key.isEmpty()).map(Secret::new).toList();
    }

    static List<Account> accounts(List<Endpoints.Choice> choices, List<Secret> keys) {
        if (keys.isEmpty()) {
            return List.of(new Account("", choices));
        }
        return keys.stream()
                .map(key -> new Account(mark(key), with(key, choices)))
                .toList();
    }

    /** A number would be another key's after a reload without the first. */
    private static String mark(Secret key) {
        return KeyHash.of(key.reveal()).hex().substring(0, MARK);
    }

    private static List<Endpoints.Choice> with(Secret key, List<Endpoints.Choice> choices) {
        return choices.stream()
                .map(each ->
                        new Endpoints.Choice(each.provider(), each.endpoint().with(key)))
                .toList();
    }
}
