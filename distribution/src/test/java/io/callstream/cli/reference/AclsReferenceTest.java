package io.callstream.cli.reference;

import io.callstream.cli.acl.AclsPage;
import io.callstream.testing.docs.GeneratedPage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/reference/acls.md} what the list says; {@code -Dgolden.update=true} writes it anew. */
class AclsReferenceTest {
    @Test
    void thePageIsWhatTheListSays() {
        GeneratedPage.check(Path.of("..", "docs", "reference", "acls.md"), AclsPage.text());
    }
}
