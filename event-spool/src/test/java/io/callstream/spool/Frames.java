package io.callstream.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks for frames in the files of a closed spool. */
final class Frames {
    private Frames() {}

    /** Where a frame stands. */
    record Place(Path file, int offset, int length) {}

    /** The frame of lane 0 with this number. */
    static Place find(Path directory, long epoch, long seq) throws IOException {
        FrameScanner scanner = new FrameScanner();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("segments"), "*.seg")) {
            for (Path path : files) {
                SegmentFile file = SegmentFile.map(path);
                SegmentHeader header = SegmentHeader.read(file.bytes(), KindTable.of(List.of()));
                if (header != null && header.epoch() == epoch && header.lane() == 0) {
                    Segment segment = new Segment(file, header, file.size());
                    int at = scanner.find(segment, Layout.FRAMES, file.size(), seq);
                    if (at != FrameScanner.NONE && file.bytes().getLong(at + Layout.SEQ) == seq) {
                        ByteBuffer bytes = file.bytes();
                        return new Place(path, at, bytes.getInt(at + Layout.LENGTH));
                    }
                }
            }
        }
        throw new AssertionError("no frame " + epoch + "/" + seq + " in " + directory);
    }
}
