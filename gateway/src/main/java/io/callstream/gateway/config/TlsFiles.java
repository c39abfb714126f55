package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.nio.file.Path;
import java.util.Optional;

/** Where the gateway's own certificate is; without it clients speak plain HTTP. */
public record TlsFiles(Path certificate, Path key) {
    static final Key<Path> CERTIFICATE =
            Key.path("certificate").required().says("PEM file with the certificate chain, where `tls` is said.");
    static final Key<Path> PRIVATE_KEY =
            Key.path("key").required().says("PEM file with the private key (PKCS#8, not encrypted).");

    static Optional<TlsFiles> read(Section server) {
        Section tls = server.section("tls");
        if (!server.isMapping("tls")) {
            return Optional.empty();
        }
        return Optional.of(new TlsFiles(tls.get(CERTIFICATE), tls.get(PRIVATE_KEY)));
    }
}
