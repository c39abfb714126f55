package io.callstream.gateway.config;

import io.callstream.settings.Section;
import java.nio.file.Path;
import java.util.Optional;

/** Where the gateway's own certificate is; without it clients speak plain HTTP. */
public record TlsFiles(
        @Setting(key = "callstream.server.tls.certificate", says = "PEM file with the certificate chain.")
        Path certificate,

        @Setting(key = "callstream.server.tls.key", says = "PEM file with the private key (PKCS#8, not encrypted).")
        Path key) {
    static Optional<TlsFiles> read(Section server) {
        if (!server.has("tls")) {
            return Optional.empty();
        }
        Section tls = server.section("tls");
        return Optional.of(new TlsFiles(Path.of(tls.required("certificate")), Path.of(tls.required("key"))));
    }
}
