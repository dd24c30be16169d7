package io.tidegate;

import io.tidegate.cli.ServeOptions;
import io.tidegate.cli.ServeOptions.Role;
import io.tidegate.config.AdminConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/**
 * The name under which this process answers for events it has read.
 *
 * <p>It must be the same after a restart, so that what was read is resumed at once, and differ
 * between processes. The host's name and the admin port are both: two processes cannot listen on
 * one port. Without an admin port of its own a process takes a new name at each start, and others
 * take over what an earlier life left.
 */
final class WorkerName {

    private WorkerName() {}

    /** The name for a process with this admin port. */
    static String of(AdminConfig admin, ServeOptions options) {
        boolean hasOwnPort = options.roles().contains(Role.ADMIN) && admin.port() != 0;
        return host() + "-" + (hasOwnPort ? admin.port() + "" : UUID.randomUUID().toString());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // Some containers do not know their own name; the port alone then tells processes
            // apart.
            return "localhost";
        }
    }
}
