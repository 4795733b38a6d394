package dev.rejoin.group;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Who belongs to a group, and when. */
@Singleton
public class Memberships implements PanacheRepositoryBase<Membership, UUID> {}
