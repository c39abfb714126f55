package io.callstream.events.codec;

import io.callstream.events.AlertRecord;
import io.callstream.events.Attempt;
import io.callstream.events.CallRecord;
import io.callstream.events.ChunkEvent;
import io.callstream.events.ErasedPlace;
import io.callstream.events.ErasureEvent;
import io.callstream.events.ErasureReport;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SpendRecord;
import io.callstream.events.SuccessEvent;
import io.callstream.events.WindowRecord;
import java.util.Set;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Tells Avro that our generated classes may be instantiated. Since 1.12.2 Avro refuses every class that nobody vouched
 * for, process-wide; what was trusted before stays trusted.
 */
final class TrustedEvents implements ClassSecurityPredicate {
    private static final Set<Class<?>> OURS = Set.of(
            PreCallEvent.class,
            ChunkEvent.class,
            SuccessEvent.class,
            FailureEvent.class,
            Attempt.class,
            CallRecord.class,
            SpendRecord.class,
            WindowRecord.class,
            AlertRecord.class,
            ErasureEvent.class,
            ErasureReport.class,
            ErasedPlace.class);

    static {
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), new TrustedEvents()));
    }

    private TrustedEvents() {}

    /** Makes sure that this class is loaded, which is when it vouches, once. */
    static void vouch() {}

    @Override
    public boolean isTrusted(Class<?> type) {
        return OURS.contains(type);
    }
}
