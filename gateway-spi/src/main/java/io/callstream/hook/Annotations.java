package io.callstream.hook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a hook adds to what the events say of a call. It is recorded as it is, but for credentials and for what redaction
 * takes out: texts of the request do not belong here.
 *
 * @param metadata added to the column {@code metadata}; a name that is there already gets the new value
 * @param tags added to the column {@code tags}
 */
public record Annotations(Map<String, String> metadata, List<String> tags) {
    public static final Annotations NONE = new Annotations(Map.of(), List.of());

    public Annotations {
        metadata = Map.copyOf(metadata);
        tags = List.copyOf(tags);
    }

    /** These and one entry of metadata. */
    public Annotations with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(metadata);
        all.put(name, value);
        return new Annotations(all, tags);
    }

    /** These and one tag. */
    public Annotations withTag(String tag) {
        List<String> all = new ArrayList<>(tags);
        all.add(tag);
        return new Annotations(metadata, all);
    }

    /** Says how many there are only. */
    @Override
    public String toString() {
        return "Annotations[" + metadata.size() + " metadata, " + tags.size() + " tags]";
    }
}
