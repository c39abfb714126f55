package io.callstream.settings;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a configuration, so that all of it can be said at once. For one thread. */
public final class Problems {
    private final List<String> found = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** @param path the offending key with its parents, such as {@code callstream.spool.max_bytes} */
    public void add(String path, String message) {
        String problem = path + ": " + message;
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    /** Notes what stops nothing and is to be said all the same, such as a former name of a setting. */
    public void warn(String path, String message) {
        String warning = path + ": " + message;
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    /** Whether a key is the matter of a problem. */
    boolean names(String path) {
        return found.stream().anyMatch(problem -> problem.startsWith(path + ": "));
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    public List<String> found() {
        return List.copyOf(found);
    }

    public boolean none() {
        return found.isEmpty();
    }

    /** @throws SettingsException naming every problem, if there are any */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new SettingsException(List.copyOf(found));
        }
    }
}
