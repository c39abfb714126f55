package io.callstream.sql.scan;

import io.callstream.events.codec.WriterSchemas;
import io.callstream.events.erasure.ErasedSubjects;
import io.callstream.reader.ConsumerPool;
import io.callstream.reader.TopicRange;
import java.util.List;

/** Where scans read from. Safe for use by several threads. */
public interface ScanSource {
    /** The topics of the cluster. */
    List<String> topics();

    /** What is read of a topic: the same for every scan of one statement. */
    TopicRange range(String topic);

    /** Whose records are left out: the same for every scan of one statement. */
    ErasedSubjects erased();

    ConsumerPool consumers();

    WriterSchemas schemas();
}
