package io.callstream.settings;

/**
 * A setting that there was. Whoever still says it is warned, and nothing else happens.
 *
 * @param instead completes "has no effect any more: "
 */
public record RetiredKey(String name, String instead) {
    /** Notes a warning where the section still has it. */
    public void check(Section section) {
        section.accept(name);
        if (section.has(name)) {
            section.warning(name, "has no effect any more: " + instead);
        }
    }
}
