@NullMarked
package io.callstream.console.web;

import org.jspecify.annotations.NullMarked;
