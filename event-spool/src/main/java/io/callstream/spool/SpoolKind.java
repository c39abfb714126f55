package io.callstream.spool;

import io.callstream.events.RecordKind;
import java.util.regex.Pattern;

/**
 * A kind of record that a spool keeps. It stands in each segment, so that a build that does not know it ships it all the same.
 *
 * @param id from 0 to 127, fixed for ever: it stands for the kind in files. 0 to 3 are those that version 1 of the format knew:
 *     the start of a call, a piece of its answer, its good end, its bad end
 * @param word names it in metrics, in the loss log and in the header {@code kind} of its records on Kafka
 * @param topic its records go to
 * @param retention when it is given up
 * @param role what it means to the spool
 */
public record SpoolKind(int id, String word, String topic, Retention retention, CallRole role) {
    static final int LARGEST_ID = 127;

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    public SpoolKind {
        if (id < 0 || id > LARGEST_ID) {
            throw new IllegalArgumentException("kind '" + word + "': id " + id + " (expected 0 to " + LARGEST_ID + ")");
        }
        if (!WORD.matcher(word).matches()) {
            throw new IllegalArgumentException("kind " + id + ": word '" + word
                    + "' (expected a letter, then letters, digits and hyphens, 32 at most, all small)");
        }
        if (!TOPIC.matcher(topic).matches()) {
            throw new IllegalArgumentException("kind '" + word + "': topic '" + topic
                    + "' (expected letters, digits, points, hyphens and underscores, 249 at most)");
        }
    }

    /** Registry subject of the topic's values. */
    public String subject() {
        return RecordKind.subjectOf(topic);
    }

    boolean opens() {
        return role == CallRole.OPENS;
    }

    /** Whether it ends a call. */
    public boolean ends() {
        return role == CallRole.ENDS;
    }
}
