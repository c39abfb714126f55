package io.callstream.sink.objects;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.format.converter.ParquetMetadataConverter;

/**
 * Options for reading a whole file. Parquet's own builder of them makes Hadoop's codecs before it takes another's, and so cannot run without Hadoop; the
 * constructor behind it can, but is not public. Tests read files with the version of Parquet that is built with, so another one that lacks it is noticed.
 */
final class ParquetOptions {
    private static final int PARAMETERS = 18;
    private static final int LARGEST_ALLOCATION = 8 << 20;

    private ParquetOptions() {}

    /** @throws IOException if this version of Parquet has other options */
    static ParquetReadOptions read(ParquetConfiguration configuration) throws IOException {
        Constructor<?> constructor = Stream.of(ParquetReadOptions.class.getDeclaredConstructors())
                .filter(candidate -> candidate.getParameterCount() == PARAMETERS)
                .findFirst()
                .orElseThrow(() -> new IOException("this version of Parquet has other options"));
        try {
            constructor.setAccessible(true);
            return (ParquetReadOptions) constructor.newInstance(
                    // All that filters rows or reads ahead is off: every row is read, from memory.
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    null,
                    ParquetMetadataConverter.NO_FILTER,
                    new ZstdCodec(),
                    new HeapByteBufferAllocator(),
                    LARGEST_ALLOCATION,
                    Map.of(),
                    null,
                    null,
                    configuration);
        } catch (ReflectiveOperationException e) {
            throw new IOException("this version of Parquet has other options", e);
        }
    }
}
