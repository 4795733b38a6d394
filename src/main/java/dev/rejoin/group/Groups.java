package dev.rejoin.group;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Peer groups of members. */
@Singleton
public class Groups implements PanacheRepositoryBase<Group, UUID> {}
