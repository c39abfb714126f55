package example.hook;

import io.callstream.hook.RequestHook;
import io.callstream.hook.RequestHookFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the hook {@code word-guard}. Its settings: {@code words}, a list, and {@code replace_by}, a text that takes the place
 * of the words; without it, requests with one of them are rejected.
 */
public final class WordGuardFactory implements RequestHookFactory {
    @Override
    public String name() {
        return "word-guard";
    }

    @Override
    public RequestHook create(Map<String, Object> settings) {
        if (!(settings.get("words") instanceof List<?> words) || words.isEmpty()) {
            throw new IllegalArgumentException("words: is missing (expected a list of words)");
        }
        Set<String> unknown = new TreeSet<>(settings.keySet());
        unknown.removeAll(Set.of("words", "replace_by"));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(unknown + ": unknown (expected words and replace_by)");
        }
        Object replacement = settings.get("replace_by");
        return new WordGuard(
                words.stream().map(String::valueOf).toList(), replacement == null ? null : replacement.toString());
    }
}
