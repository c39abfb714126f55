package io.callstream.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;

class DiskReasonTest {
    @Test
    void aFullDiskIsNamed() {
        assertThat(DiskReason.of(new IOException("No space left on device"))).isEqualTo("disk_full");
        assertThat(DiskReason.of(new IOException("Disk quota exceeded"))).isEqualTo("disk_full");
        assertThat(DiskReason.of(new AccessDeniedException("/x"))).isEqualTo("disk_AccessDeniedException");
        assertThat(DiskReason.of(new IOException())).isEqualTo("disk_IOException");
    }
}
