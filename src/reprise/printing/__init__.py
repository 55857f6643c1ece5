"""What is known of 3D printing: pure, without framework, database, network or clock."""
