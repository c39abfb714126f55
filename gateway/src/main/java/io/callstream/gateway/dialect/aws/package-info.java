/**
 * How requests to AWS say whose they are: Signature Version 4, and the credentials for it. After
 * docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request, read in November 2026.
 */
@NullMarked
package io.callstream.gateway.dialect.aws;

import org.jspecify.annotations.NullMarked;
