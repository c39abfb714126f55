package io.callstream.sink.jdbc;

import io.callstream.events.erasure.Subject;
import io.callstream.events.erasure.SubjectKind;
import java.util.Set;

/** How a database removes what it stores of a subject. For any thread. */
public interface ErasureTables {
    /** All tables that hold something of calls, in the order of their names. */
    Set<String> tables();

    /** The subject's value as the database stores it in the kind's column. */
    String stored(Subject subject);

    /** How the rows of a subject are found and removed; of {@link SubjectKind#CALL} only the removing is asked for. */
    SubjectRows rows(SubjectKind kind);
}
