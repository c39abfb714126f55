package io.callstream.reader;

import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/** Says what a login lacks on Kafka, where that is why something failed: which topic or group, and where the list of all is. */
public final class NotAllowed {
    private static final int DEEPEST = 8;

    private NotAllowed() {}

    /** Empty where the failure has another reason. */
    public static Optional<String> by(Throwable failure) {
        return by(failure, "something on this cluster");
    }

    /** @param asked what was asked for, where Kafka does not name it */
    public static Optional<String> by(Throwable failure, String asked) {
        Throwable each = failure;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            if (each instanceof AuthorizationException refused) {
                return Optional.of("this login may not use " + what(refused, asked)
                        + " as it has to (callstream topics acls lists what each service needs)");
            }
            each = each.getCause();
        }
        return Optional.empty();
    }

    private static String what(AuthorizationException refused, String asked) {
        if (refused instanceof TopicAuthorizationException topics
                && !topics.unauthorizedTopics().isEmpty()) {
            return "topic " + String.join(", ", new TreeSet<>(topics.unauthorizedTopics()));
        }
        if (refused instanceof GroupAuthorizationException group && group.groupId() != null) {
            return "group " + group.groupId();
        }
        return refused instanceof TransactionalIdAuthorizationException ? "its transactional ids" : asked;
    }
}
